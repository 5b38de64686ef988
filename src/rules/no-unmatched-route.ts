import { createRule, withCommunication } from "../create-rule.js";
import { fixOf } from "../edit/edit.js";
import { renameEdit } from "../edit/name.js";
import { unmatchedRoutes } from "../model/unmatched-routes.js";

export const noUnmatchedRoute = createRule({
  name: "no-unmatched-route",
  meta: {
    type: "problem",
    docs: {
      description: "require every request to this plugin's background module to have a route that answers it",
      presets: { strict: "error" },
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      notRouted:
        "No route of the background module answers `{{method}} {{path}}`, so this request fails with 404.{{hint}}",
      otherMethod:
        "The background module answers `{{path}}` to {{methods}}, not to {{method}}, so this request fails with 404.",
      useNearest: "Request `{{nearest}}`.",
    },
  },
  create: (context) =>
    withCommunication(context, (communication) => {
      for (const { kind, node, path, method, methods, nearest } of unmatchedRoutes(communication)) {
        const edit = nearest === undefined ? undefined : renameEdit(communication, node, path, nearest);
        const fix = fixOf(communication, edit && [edit]);
        const data = { path, method, methods: methods.join(" and "), nearest: nearest ?? "" };
        context.report({
          node,
          messageId: kind,
          data: { ...data, hint: nearest === undefined ? "" : ` Did you mean \`${nearest}\`?` },
          suggest: fix ? [{ messageId: "useNearest", data, fix }] : [],
        });
      }
    }),
});
