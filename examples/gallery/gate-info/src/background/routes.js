import express from "express";

/**
 * @param {ReturnType<typeof import("./gate-keeper").createGateKeeper>} keeper
 * @param {import("@skyvexsoftware/stratos-sdk").PluginLogger} logger
 */
export default function routes(keeper, logger) {
  const router = express.Router();

  router.use(express.json());
  router.use((req, res, next) => {
    logger.debug(`${req.method} ${req.path}`);
    next();
  });

  router.get("/gate", (req, res) => {
    res.json(keeper.gate());
  });

  router.patch("/gate", (req, res) => {
    const { name } = req.body || {};
    if (!/^[A-Z]\d+$/.test(name)) return res.status(400).end();
    keeper.move(name);
    res.status(204).end();
  });

  router.post("/gate/:action", (req, res, next) => {
    switch (req.params.action) {
      case "call":
        return res.status(keeper.callNextGroup() ? 204 : 409).end();
      case "close":
        keeper.close();
        return res.status(204).end();
      default:
        next();
    }
  });

  router.get("/remarks", (req, res) => {
    res.json(keeper.remarks());
  });

  router.post("/remarks", (req, res) => {
    res.status(201).json(keeper.remark(String(req.body.text)));
  });

  router.delete("/remarks/:id", (req, res) => {
    res.status(keeper.forget(Number(req.params.id)) ? 204 : 404).end();
  });

  return router;
}
