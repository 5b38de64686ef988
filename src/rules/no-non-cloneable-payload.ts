import { createRule, withCommunication } from "../create-rule.js";
import { fixOf } from "../edit/edit.js";
import { payloadRemedyOf } from "../edit/payload.js";
import { describePayload } from "../model/payload-words.js";
import { badPayloadsOf } from "../model/payloads.js";

export const noNonCloneablePayload = createRule({
  name: "no-non-cloneable-payload",
  meta: {
    type: "problem",
    docs: {
      description: "disallow payloads that structured clone refuses, or that arrive damaged in the UI",
      presets: { recommended: "error", strict: "error" },
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      throws: "`{{path}}` is {{what}}, which cannot be cloned: {{outcome}}. {{advice}}",
      damaged: "`{{path}}` is {{what}}, which arrives without {{lost}}: only data is cloned. {{advice}}",
      awaitIt: "Await it.",
      awaitAll: "Await all of them.",
      sendHref: "Send its `href`.",
      sendList: "Send a list of what it gives.",
      sendData: "Send a plain object with its data.",
      leaveOut: "Leave it out.",
    },
  },
  create: (context) =>
    withCommunication(context, (communication) => {
      for (const bad of badPayloadsOf(communication)) {
        const data = describePayload(communication, bad);
        const remedy = payloadRemedyOf(communication, bad);
        const fix = fixOf(communication, remedy?.edits);
        context.report({
          node: bad.place.node,
          messageId: bad.damage.kind,
          data,
          suggest: remedy && fix ? [{ messageId: remedy.kind, data, fix }] : [],
        });
      }
    }),
});
