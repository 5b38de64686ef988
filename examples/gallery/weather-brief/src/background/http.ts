import express, { type ErrorRequestHandler, type RequestHandler, type Router } from "express";
import type { Stations } from "./stations";

type Method = "get" | "post" | "put" | "delete";
type Route = readonly [method: Method, path: string, handler: RequestHandler];

const ICAO = /^[A-Z]{4}$/;

/** Express 5 passes on what is rejected; this one only says it in JSON. */
const asJson: ErrorRequestHandler = (error: unknown, _req, res, _next) => {
  res.status(502).json({ message: error instanceof Error ? error.message : "failed" });
};

const validIcao: RequestHandler = (req, res, next) => {
  if (ICAO.test(String(req.params.icao))) return next();
  res.status(400).json({ message: "four letters, please" });
};

export function createHttp(stations: Stations): Router {
  const routes: readonly Route[] = [
    ["get", "/", (_req, res) => void res.json(stations.brief())],
    ["post", "/refresh", (_req, res) => void stations.refresh().then(() => res.status(202).end())],
    [
      "put",
      "/stations/:icao",
      async (req, res) => void res.json(await stations.watch(String(req.params.icao))),
    ],
    [
      "delete",
      "/stations/:icao",
      (req, res) => void res.status(stations.forget(String(req.params.icao)) ? 204 : 404).end(),
    ],
  ];

  const router = express.Router();
  router.use("/stations/:icao", validIcao);
  for (const [method, path, handler] of routes) router[method](path, handler);
  router.use(asJson);
  return router;
}
