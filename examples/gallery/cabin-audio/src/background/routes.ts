import { Router, json } from "express";
import { COMMANDS, type Command } from "~/shared/types";
import * as player from "./player";

export const router = Router();

router.use(json());

router.get("/snapshot", (_req, res) => {
  res.json(player.snapshot());
});

router.post("/queue", (req, res) => {
  const { title, seconds } = req.body ?? {};
  if (typeof title !== "string") {
    res.status(422).send("title is missing");
    return;
  }
  res.status(201).json(player.enqueue(title, Number(seconds) || 180));
});

router.delete("/queue/:itemId", (req, res) => {
  res.sendStatus(player.dequeue(Number(req.params.itemId)) ? 204 : 404);
});

router.post("/playback/:command", (req, res) => {
  const command = COMMANDS.find((known) => known === req.params.command);
  if (!command) {
    res.sendStatus(404);
    return;
  }
  perform(command);
  res.sendStatus(204);
});

function perform(command: Command): void {
  player.run(command);
}
