import { json, Router, type NextFunction, type Request, type Response } from "express";
import type { FuelDesk } from "./FuelDesk";
import { UnknownOrderError } from "./OrderBook";

/** Translates between HTTP and the desk. */
export class FuelController {
  readonly router = Router();

  constructor(private readonly desk: FuelDesk) {
    this.router.use(json());
    this.router.get("/uplift", this.getUplift);
    this.router.get("/orders", this.getOrders);
    this.router.post("/orders", this.postOrder);
    this.router.delete("/orders/:id", this.deleteOrder.bind(this));
    this.router.put("/orders/:id/confirmation", this.putConfirmation.bind(this));
    this.router.use(FuelController.onError);
  }

  private readonly getUplift = (_request: Request, response: Response): void => {
    response.json(this.desk.uplift);
  };

  private readonly getOrders = (_request: Request, response: Response): void => {
    response.json(this.desk.orders);
  };

  private readonly postOrder = (request: Request, response: Response): void => {
    const { kilos } = request.body as { kilos?: unknown };
    if (typeof kilos !== "number" || kilos <= 0) {
      response.status(400).json({ error: "kilos must be a positive number" });
      return;
    }
    response.status(201).json(this.desk.place(kilos));
  };

  private deleteOrder(request: Request, response: Response): void {
    this.desk.cancel(Number(request.params.id));
    response.sendStatus(204);
  }

  private putConfirmation(request: Request, response: Response): void {
    this.desk.confirm(Number(request.params.id));
    response.sendStatus(204);
  }

  private static onError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
    if (error instanceof UnknownOrderError) response.status(404).json({ error: error.message });
    else next(error);
  }
}
