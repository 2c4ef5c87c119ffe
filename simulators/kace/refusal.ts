/** A request that the appliance refuses; the message goes into `errorDescription`. */
export class KaceWriteRefusal extends Error {
  readonly status: 400 | 403 | 404;
  constructor(status: 400 | 403 | 404, message: string) {
    super(message);
    this.name = "KaceWriteRefusal";
    this.status = status;
  }
}
