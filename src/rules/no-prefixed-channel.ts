import { createRule, withCommunication } from "../create-rule.js";
import { leafEdits } from "../edit/leaf.js";
import { calledName } from "../model/sdk-calls.js";
import { prefixedChannels } from "../model/channels.js";

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
      // A channel of another plugin is another mistake.
      const channels = prefixedChannels(communication).filter(({ owner }) => owner !== "foreign");
      const edits = leafEdits(communication, channels);
      for (const channel of channels) {
        const leaf = channel.leaf === undefined || channel.leaf === "" ? "" : ` "${channel.leaf}"`;
        const [call] = channel.calls;
        const { isCertain, fix } = edits.get(channel) ?? {};
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
          fix: isCertain && fix ? fix : null,
          suggest: fix && !isCertain ? [{ messageId: "useLeaf", data: { leaf }, fix }] : [],
        });
      }
    }),
});
