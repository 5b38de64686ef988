import { createRule, withCommunication } from "../create-rule.js";
import { remedyOf } from "../edit/cleanup.js";
import { fixOf } from "../edit/edit.js";
import { describeLeak } from "../model/leak-words.js";
import { leaksOf } from "../model/leaks.js";

export const requireSocketCleanup = createRule({
  name: "require-socket-cleanup",
  meta: {
    type: "problem",
    docs: {
      description:
        "require every subscription to the UI socket to end with the effect or component that makes it",
      presets: { recommended: "error", strict: "error" },
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      never:
        "Nothing removes {{handler}} from {{event}} when {{owner}} ends: every mount leaves one more listener on the shared socket. {{advice}}",
      noEnd:
        "`{{method}}` adds {{handler}} to {{event}} {{place}}, where nothing can remove it: each time leaves one more listener on the shared socket. Subscribe in an effect, and return a function that calls `{{off}}`.",
      late: "This waits for {{place}}, so it may subscribe to {{event}} after {{owner}} has ended, and nothing then removes {{handler}}. After waiting, check that {{owner}} has not ended, or cancel what it waits for when it ends.",
      undoDropped:
        "The function that would remove {{handler}} from {{event}} is given back to `{{related}}` (line {{line}}), which drops it. Return it from the effect, or keep it and call it in the cleanup.",
      undoIgnored:
        "`{{call}}` gives back the function that ends its subscription to {{event}}, and nobody calls it: every mount leaves one more listener on the shared socket. Return it from the effect.",
      promised:
        "An async effect gives React a promise instead of a cleanup, so nothing removes {{handler}} from {{event}}. Do the waiting in a function inside the effect, and return the cleanup from the effect itself.",
      notReturned:
        "The function that would remove {{handler}} from {{event}} (line {{line}}) is never called: the effect does not return it. Return it from the effect.",
      twice:
        "`{{method}}` adds {{handler}} to {{event}} more often than `{{related}}` (line {{line}}) removes it: the socket keeps each registration of the same function. Add it once, or remove it as often.",
      otherHandler:
        "`{{related}}` (line {{line}}) removes another function than the one that is added to {{event}} here, so this one stays. Keep the handler in a constant, and use that on both sides.",
      otherEvent:
        "`{{related}}` (line {{line}}) removes {{handler}} from another event than {{event}}, to which it is added here, so it stays. Use the same event on both sides.",
      disconnects:
        "`{{related}}` (line {{line}}) closes the connection that the whole shell shares, and leaves {{handler}} on {{event}}. Call `{{off}}` instead.",
      once: "`{{method}}` removes {{handler}} only if {{event}} comes before {{owner}} ends; otherwise it stays on the shared socket. {{advice}}",
      sometimes:
        "On some ways through the code nothing removes {{handler}} from {{event}}, and it stays on the shared socket. Remove it whenever it may have been added: removing what is not there does nothing.",
      deaf: "Once {{owner}} has ended and begins again, as under `StrictMode` or when a dependency changes, {{event}} is not subscribed to any more, because the first time is remembered. Reset what remembers it where {{handler}} is removed.",
      atOnce:
        "`{{related}}` (line {{line}}) removes {{handler}} from {{event}} before the effect is over, so it never hears anything. Return a function that does so: `() => { {{off}}; }`.",
      endsForAll:
        "`{{related}}` (line {{line}}) has no handler, so it removes what every other component listens to: all share one socket. Pass it the handler: `{{off}}`.",
      addCleanup: "Remove {{handler}} again in the effect's cleanup.",
      passHandler: "Pass the handler to `{{related}}`.",
      useSameHandler: "Name the handler, and use it on both sides.",
      useSameEvent: "Remove {{handler}} from {{event}}.",
      returnCleanup: "Return what ends the subscription from the effect.",
      removeInstead: "Remove {{handler}} instead of closing the connection.",
    },
  },
  create: (context) =>
    withCommunication(context, (communication) => {
      const leaks = leaksOf(communication);
      for (const leak of leaks) {
        const data = describeLeak(communication, leak);
        const remedy = remedyOf(communication, leak, leaks);
        const fix = fixOf(communication, remedy?.edits);
        context.report({
          node: leak.node,
          messageId: leak.kind,
          data,
          suggest: remedy && fix ? [{ messageId: remedy.kind, data, fix }] : [],
        });
      }
    }),
});
