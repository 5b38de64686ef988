import { json, Router } from "express";
import { isJobId } from "@/shared/types";
import type { Turnaround } from "./turnaround";

export function createRouter(turnaround: Turnaround) {
  const router = Router();
  router.use(json());

  router.get("/overview", (_req, res) => res.json(turnaround.overview));
  router.get("/countdown", (_req, res) => res.json(turnaround.countdown));
  router.get("/jobs", (_req, res) => res.json([...turnaround.jobs.values()]));
  router.get("/log", (_req, res) => res.json(turnaround.lines));

  router.post("/jobs/:id/start", (req, res) => {
    if (isJobId(req.params.id)) turnaround.startJob(req.params.id);
    res.sendStatus(204);
  });
  router.post("/jobs/:id/finish", (req, res) => {
    if (isJobId(req.params.id)) turnaround.finishJob(req.params.id);
    res.sendStatus(204);
  });
  router.post("/log", (req, res) => {
    turnaround.write(String(req.body.text));
    res.sendStatus(204);
  });
  router.post("/reset", (_req, res) => {
    turnaround.reset();
    res.sendStatus(204);
  });

  return router;
}
