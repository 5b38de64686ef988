import { json, Router, type Request, type Response } from "express";
import { isJobId, type JobId } from "@/shared/types";
import type { Turnaround } from "./turnaround";

/** What the panels may ask for and ask to be done. Mounted at API_PREFIX. */
export function createRouter(turnaround: Turnaround): Router {
  const router = Router();
  router.use(json());

  router.get("/overview", (_request, response) => {
    response.json(turnaround.overview);
  });
  router.get("/countdown", (_request, response) => {
    response.json(turnaround.countdown);
  });
  router.get("/jobs", (_request, response) => {
    response.json(turnaround.listJobs());
  });
  router.get("/log", (_request, response) => {
    response.json(turnaround.listLines());
  });

  router.post("/jobs/:id/start", (request, response) => {
    withJob(request, response, (id) => turnaround.startJob(id));
  });
  router.post("/jobs/:id/finish", (request, response) => {
    withJob(request, response, (id) => turnaround.finishJob(id));
  });
  router.post("/log", (request, response) => {
    const { text } = request.body as { text?: unknown };
    if (typeof text !== "string" || text.trim() === "") {
      response.sendStatus(400);
      return;
    }
    turnaround.write(text.trim());
    response.sendStatus(204);
  });
  router.post("/reset", (_request, response) => {
    turnaround.reset();
    response.sendStatus(204);
  });

  return router;
}

function withJob(request: Request, response: Response, act: (id: JobId) => void): void {
  const { id } = request.params;
  if (!isJobId(id)) {
    response.sendStatus(404);
    return;
  }
  act(id);
  response.sendStatus(204);
}
