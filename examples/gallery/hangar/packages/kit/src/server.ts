import express, { type Request, type RequestHandler, type Response, type Router } from "express";

/** Answers with what a function gives, and with 404 where it gives nothing. */
export function answer(give: (request: Request) => unknown): RequestHandler {
  return (request: Request, response: Response) => {
    const value = give(request);
    if (value === undefined) response.sendStatus(404);
    else response.json(value);
  };
}

export function createRouter(): Router {
  const router = express.Router();
  router.use(express.json());
  return router;
}
