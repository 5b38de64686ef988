import { createRule, withCommunication } from "../create-rule.js";
import { applyEdits } from "../edit/edit.js";
import { leafEdit } from "../edit/leaf.js";
import { calledName } from "../model/sdk-calls.js";
import { isOnlyChannel, prefixedChannels } from "../model/channels.js";

export const noPrefixedChannel = createRule({
  name: "no-prefixed-channel",
  meta: {
    type: "problem",
    docs: {
      description: "disallow channel names that already contain the prefix `plugin:<id>:`",
      presets: { recommended: "error", strict: "error" },
    },
    fixable: "code",
    hasSuggestions: true,
    schema: [],
    messages: {
      prefixed:
        'The channel "{{name}}" already has the prefix that `{{method}}` adds, so it becomes "plugin:{{id}}:{{name}}" and {{effect}}. Pass the leaf name{{leaf}}.',
      useLeaf: "Take the prefix away: pass the leaf name{{leaf}}.",
    },
  },
  create: (context) =>
    withCommunication(context, (communication) => {
      for (const channel of prefixedChannels(communication)) {
        // A channel of another plugin is another mistake.
        if (channel.owner === "foreign") continue;
        const edit = channel.uniform ? leafEdit(communication, channel.origin) : undefined;
        const isCertain = edit && channel.owner === "own" && isOnlyChannel(communication, channel.origin);
        const leaf = channel.leaf === undefined || channel.leaf === "" ? "" : ` "${channel.leaf}"`;
        const [call] = channel.calls;
        context.report({
          node: channel.origin,
          messageId: "prefixed",
          data: {
            name: channel.name,
            id: communication.pluginId ?? "<id>",
            method: call ? calledName(call) : "the SDK",
            effect: call?.role === "release" ? "ends no subscription" : "reaches nobody",
            leaf,
          },
          fix: isCertain ? (fixer) => applyEdits(fixer, [edit]) : null,
          suggest:
            edit && !isCertain
              ? [{ messageId: "useLeaf", data: { leaf }, fix: (fixer) => applyEdits(fixer, [edit]) }]
              : [],
        });
      }
    }),
});
