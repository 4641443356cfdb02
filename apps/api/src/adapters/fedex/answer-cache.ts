import { createHash } from 'node:crypto'
import type { Clock } from '../../kernel/clock.ts'

/**
 * Answers kept in memory for a few minutes, the least recently used leaving first. Who asks the same while an answer is on its way
 * waits for that one. What throws is not kept.
 */
export class AnswerCache<T> {
  #kept = new Map<string, { answer: T; until: number }>()
  #underway = new Map<string, Promise<T>>()

  constructor(
    private readonly clock: Clock,
    private readonly settings: { entries: number; lifetimeMs: number },
  ) {}

  async get(question: unknown, ask: () => Promise<T>): Promise<T> {
    const key = createHash('sha256').update(JSON.stringify(question)).digest('base64')
    const kept = this.#kept.get(key)
    if (kept && this.clock.now().getTime() < kept.until) {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return kept.answer
    }
    const underway = this.#underway.get(key)
    if (underway) return underway
    const asking = ask()
      .then((answer) => this.#keep(key, answer))
      .finally(() => this.#underway.delete(key))
    this.#underway.set(key, asking)
    return asking
  }

  #keep(key: string, answer: T): T {
    this.#kept.delete(key)
    this.#kept.set(key, { answer, until: this.clock.now().getTime() + this.settings.lifetimeMs })
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.settings.entries) break
      this.#kept.delete(oldest)
    }
    return answer
  }
}
