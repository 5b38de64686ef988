import { createRule, withCommunication } from "../create-rule.js";
import { fixOf } from "../edit/edit.js";
import { fetchEdits } from "../edit/fetch.js";
import { calledName } from "../model/sdk-calls.js";
import { emittedEvent } from "../model/emits.js";
import { routeOf } from "../sdk.js";

export const noUiSocketEmit = createRule({
  name: "no-ui-socket-emit",
  meta: {
    type: "problem",
    docs: {
      description: "disallow emitting on the UI socket: nothing in the background module receives it",
      presets: { recommended: "error", strict: "error" },
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      emitted:
        "`{{method}}` sends {{event}} to nobody: the background module does not listen on the UI socket. Request it over HTTP: fetch(`${STRATOS_APP_BASE}{{route}}`, ...), answered by a router that the background registers with `ctx.server.registerRouter`.",
      handedOver:
        "`{{method}}` is handed over to be called, but whatever it sends reaches nobody: the background module does not listen on the UI socket. Hand over a function that makes a request over HTTP: fetch(`${STRATOS_APP_BASE}{{route}}`, ...).",
      useFetch: "Request `{{route}}` with `fetch` instead.",
    },
  },
  create: (context) =>
    withCommunication(context, (communication) => {
      for (const emit of communication.emits) {
        const event = emittedEvent(emit);
        const route = routeOf(communication.pluginId ?? "<id>", event ?? "<name>");
        const fix = fixOf(communication, fetchEdits(communication, emit));
        context.report({
          node: emit.node,
          messageId: emit.call ? "emitted" : "handedOver",
          data: {
            method: calledName({ thing: "socket", method: emit.method }),
            event: event === undefined ? "its message" : `"${event}"`,
            route,
          },
          suggest: fix ? [{ messageId: "useFetch", data: { route }, fix }] : [],
        });
      }
    }),
});
