import type { House } from '../ground/house.ts'
import type { Evidence } from './books.ts'

/** A breach of a law, made on purpose when everything is over: an auditor who does not find it is no auditor. */
export interface Plant {
  law: string
  /** Breaks it. */
  plant(evidence: Evidence): Promise<unknown> | unknown
}

/** The house has triggers against most of it: they sleep meanwhile. */
export const breach = ({ pool }: House, statement: string) =>
  pool.query(`begin; set local session_replication_role = replica; ${statement}; commit`)
