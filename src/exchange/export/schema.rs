//! What the columns of the tidy tables are (列の定義): one dictionary behind CSV, JSON, XLSX, Data Package and the data page.

/// What a column holds (データ型).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A permanent id.
    Id,
    /// Words on one line.
    Text,
    /// Text of the publisher in Markdown; line breaks are written `\n`.
    Markdown,
    /// A code of the named list; the column beside it has the word.
    Code(&'static str),
    /// A whole number.
    Integer,
    /// A decimal number, without unit, separators or marks.
    Number,
    /// A day, `2021-03-31`.
    Date,
    /// `true` or `false`.
    Flag,
}

impl Kind {
    /// The type in the words of a Table Schema (Frictionless).
    pub fn table_schema_type(self) -> &'static str {
        match self {
            Self::Id | Self::Text | Self::Markdown | Self::Code(_) => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Date => "date",
            Self::Flag => "boolean",
        }
    }

    /// The type in Japanese.
    pub fn label(self) -> &'static str {
        match self {
            Self::Id => "ID",
            Self::Text => "文字列",
            Self::Markdown => "文章",
            Self::Code(_) => "コード",
            Self::Integer => "整数",
            Self::Number => "数値",
            Self::Date => "日付",
            Self::Flag => "真偽",
        }
    }

    /// The list its codes are from.
    pub fn code_list(self) -> Option<&'static str> {
        match self {
            Self::Code(list) => Some(list),
            _ => None,
        }
    }

    /// Whether spreadsheets take it as text.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Id | Self::Text | Self::Markdown | Self::Code(_))
    }
}

/// A column (列).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Head: ASCII, unique in its table.
    pub name: &'static str,
    /// Japanese name.
    pub title: &'static str,
    /// What it holds and when it is empty.
    pub meaning: &'static str,
    /// Type.
    pub kind: Kind,
    /// Whether every row has it.
    pub required: bool,
}

impl Field {
    /// A column that every row fills.
    #[must_use]
    pub const fn always(self) -> Self {
        Self { required: true, ..self }
    }
}

/// A column that may be empty.
pub const fn field(name: &'static str, kind: Kind, title: &'static str, meaning: &'static str) -> Field {
    Field {
        name,
        title,
        meaning,
        kind,
        required: false,
    }
}

/// A table (表): what one row is, and its columns in order.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// Name: of the file, the sheet and the resource.
    pub name: &'static str,
    /// Japanese title.
    pub title: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// Columns in groups, in order: groups are shared between tables.
    pub groups: &'static [&'static [Field]],
    /// Columns that together tell a row apart.
    pub key: &'static [&'static str],
}

impl Schema {
    /// The columns in order.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.groups.iter().flat_map(|group| group.iter())
    }

    /// Where a column stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields().position(|field| field.name == name)
    }
}
