/** One way of saying No: HTTP status, the sentence for people with {params}, and what to do about it. */
export interface CatalogueEntry {
  status:
    | 400
    | 401
    | 402
    | 403
    | 404
    | 405
    | 406
    | 408
    | 409
    | 410
    | 412
    | 413
    | 415
    | 422
    | 428
    | 429
    | 500
    | 502
    | 503
    | 504
  text: string
  advice: string
}
