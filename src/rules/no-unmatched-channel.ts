import { createRule, withCommunication } from "../create-rule.js";
import { fixOf } from "../edit/edit.js";
import { channelEdits } from "../edit/name.js";
import { calledName } from "../model/sdk-calls.js";
import { unmatchedChannels } from "../model/unmatched-channels.js";
import { shownNames } from "../model/words.js";

export const noUnmatchedChannel = createRule({
  name: "no-unmatched-channel",
  meta: {
    type: "problem",
    docs: {
      description: "require every channel to have two ends: one module that sends, and one that hears",
      presets: { strict: "error" },
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      neverSent:
        'Nothing in the background module sends "{{name}}", so `{{method}}` never hears anything on it. {{hint}}',
      neverHeard:
        'No UI module listens to "{{name}}", so what `{{method}}` sends on it reaches nobody. {{hint}}',
      useNearest: 'Use the channel "{{nearest}}".',
    },
  },
  create: (context) =>
    withCommunication(context, (communication) => {
      for (const unmatched of unmatchedChannels(communication)) {
        const { kind, node, name, call, nearest, others } = unmatched;
        const edits = nearest === undefined ? undefined : channelEdits(communication, unmatched, nearest);
        const fix = fixOf(communication, edits);
        const data = { name, nearest: nearest ?? "", method: calledName(call) };
        context.report({
          node,
          messageId: kind,
          data: {
            ...data,
            hint: shownNames(kind === "neverSent" ? "It sends" : "They listen to", nearest, others),
          },
          suggest: fix ? [{ messageId: "useNearest", data, fix }] : [],
        });
      }
    }),
});
