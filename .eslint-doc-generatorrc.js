import prettier from "prettier";

/** @type {import("eslint-doc-generator").GenerateOptions} */
export default {
  ignoreConfig: ["legacy-recommended", "legacy-strict"],
  configEmoji: [["strict", "🔒"]],
  ruleDocTitleFormat: "prefix-name",
  ruleDocSectionInclude: [
    "What it reports",
    "Incorrect",
    "Correct",
    "Why",
    "What it does not report",
    "When not to use it",
  ],
  postprocess: async (content, file) =>
    prettier.format(content, { ...(await prettier.resolveConfig(file)), parser: "markdown" }),
  ruleListColumns: ["name", "description", "configsError", "configsWarn", "fixable", "hasSuggestions"],
};
