// The same pages as those of ../hugo, from the same YAML.
import MarkdownIt from "markdown-it";

export default function (config) {
  const markdown = new MarkdownIt();
  config.addFilter("markdownInline", (text) => (text ? markdown.renderInline(text) : ""));
  config.setQuietMode(true);
  return { dir: { input: "pages", data: "../_data", includes: "../_includes", output: process.env.OUT ?? "out" } };
}
