import express, { type RequestHandler, type Router } from "express";
import type { State } from "./state";

const text = (value: unknown) =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;

/** Only members of the crew can rest. */
const requireMember =
  (state: State): RequestHandler<{ memberId: string }> =>
  (req, res, next) => {
    if (state.has(req.params.memberId)) next();
    else res.status(404).json({ error: "not a member of this crew" });
  };

const restRouter = (state: State): Router => {
  const router = express.Router({ mergeParams: true });
  router.put("/", (req: express.Request<{ memberId: string }>, res) => {
    const { minutes } = (req.body ?? {}) as { minutes?: number };
    state.start(req.params.memberId, minutes);
    res.sendStatus(204);
  });
  router.delete("/", (req: express.Request<{ memberId: string }>, res) => {
    res.sendStatus(state.end(req.params.memberId) ? 204 : 409);
  });
  return router;
};

export const createRouter = (state: State): Router => {
  const router = express.Router();
  router.use(express.json());
  router.get("/roster", (_req, res) => void res.json(state.roster()));
  router.get("/rests", (_req, res) => void res.json(state.rests()));
  router
    .route("/notes")
    .get((req, res) => void res.json(state.notes(Number(req.query.limit ?? 50))))
    .post((req, res) => {
      const { by, text: raw } = req.body as { by?: unknown; text?: unknown };
      const said = text(raw);
      if (said) res.status(201).json(state.note(text(by) ?? "crew", said));
      else res.sendStatus(400);
    });
  router.use("/members/:memberId/rest", requireMember(state), restRouter(state));
  return router;
};
