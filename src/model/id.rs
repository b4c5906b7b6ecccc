//! Ids: permanent addresses, separate from printed labels (項目番号).

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(String);

        impl $name {
            /// Takes an id whose grammar has been checked.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Folder name of a plan (計画).
    PlanId
    /// Id of a node of the tree of measures (取組).
    MeasureId
    /// Id of an indicator (指標).
    IndicatorId
    /// Id of a segment (区分) within its indicator.
    SegmentId
    /// Id of an office, body or role (所管課・会議体・主体).
    OfficeId
}
