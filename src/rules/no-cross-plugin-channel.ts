import { createRule, withCommunication } from "../create-rule.js";
import { prefixedChannels } from "../model/channels.js";
import { calledName } from "../model/sdk-calls.js";

export const noCrossPluginChannel = createRule({
  name: "no-cross-plugin-channel",
  meta: {
    type: "problem",
    docs: {
      description: "disallow channels of other plugins: nothing crosses from one plugin to another",
      presets: { recommended: "error", strict: "error" },
    },
    schema: [],
    messages: {
      foreign:
        'The channel "{{name}}" belongs to the plugin "{{foreign}}", and this is "{{own}}": `{{method}}` puts "plugin:{{own}}:" in front of it, so it {{effect}}. Plugins cannot reach each other over IPC; {{instead}}.',
    },
  },
  create: (context) =>
    withCommunication(context, (communication) => {
      const { pluginId } = communication;
      if (pluginId === undefined) return;
      for (const { owner, id, name, calls, origin } of prefixedChannels(communication)) {
        if (owner !== "foreign" || id === undefined) continue;
        const [call] = calls;
        const isSending = call?.role === "send" || call?.role === "emit";
        context.report({
          node: origin,
          messageId: "foreign",
          data: {
            name,
            foreign: id,
            own: pluginId,
            method: call ? calledName(call) : "the SDK",
            effect: isSending
              ? "reaches nobody"
              : call?.role === "release"
                ? "ends no subscription"
                : "never hears anything",
            instead: isSending
              ? "send to your own UI by the leaf name"
              : "ask your own background module for what you need, and let it send that by a leaf name",
          },
        });
      }
    }),
});
