import { createRule, withCommunication } from "../create-rule.js";
import { describeEmptyStart } from "../model/first-value-words.js";
import { emptyStartsOf } from "../model/first-value.js";

export const requireInitialFetch = createRule({
  name: "require-initial-fetch",
  meta: {
    type: "problem",
    docs: {
      description: "require a component that keeps what it hears to load the first value when it is mounted",
      presets: { recommended: "warn", strict: "error" },
    },
    schema: [],
    messages: {
      empty:
        "Until {{event}} is broadcast the next time, {{store}} stays empty: what was sent before this is mounted is gone. Fetch the first value on mount, then subscribe: {{pattern}}.",
    },
  },
  create: (context) =>
    withCommunication(context, (communication) => {
      for (const start of emptyStartsOf(communication))
        context.report({
          node: start.node,
          messageId: "empty",
          data: describeEmptyStart(communication, start),
        });
    }),
});
