import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { topic } from "@hangar/kit/publisher";
import { answer, createRouter } from "@hangar/kit/server";
import { PREFIX, TOPICS, type Arrival } from "../contract";

let stopFollowing: (() => void) | undefined;

export default createPlugin({
  onStart(ctx) {
    const arrivals = new Map<string, Arrival>();
    const publishBoard = topic<Arrival[]>(ctx, TOPICS.board);
    const publishLanded = topic<string>(ctx, TOPICS.landed);
    const board = () => [...arrivals.values()];

    const expect = (callsign: string, from: string) => {
      arrivals.set(callsign, { callsign, from, landed: false });
      publishBoard(board());
    };

    const land = (callsign: string) => {
      const arrival = arrivals.get(callsign);
      if (!arrival) return undefined;
      arrival.landed = true;
      publishLanded(callsign);
      publishBoard(board());
      return arrival;
    };

    const router = createRouter();
    router.get("/board", answer(board));
    router.post(
      "/board/:callsign/landed",
      answer(({ params }) => land(params.callsign as string)),
    );
    ctx.server.registerRouter(PREFIX, router);

    expect("EXV12", "EDDM");
    expect("EXV34", "LOWW");
    stopFollowing = ctx.flight.onUpdate(({ callsign, departure }) => {
      if (callsign && departure && !arrivals.has(callsign)) expect(callsign, departure);
    });
  },

  onStop() {
    stopFollowing?.();
  },
});
