// The floor: the least that an answer from this database can cost in this runtime. Bare Fastify, one query by primary key,
// and the stored bytes of an answer that the API gave. A process of its own, as the API is.
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 16 })
// The database may end before this process does.
pool.on('error', () => process.exit())
const app = Fastify()

app.get<{ Params: { id: string } }>('/:id', async (request, reply) => {
  const found = await pool.query<{ body: string }>({
    name: 'floor',
    text: 'select body from bench_floor where id = $1',
    values: [request.params.id],
  })
  return reply.type('application/json').send(found.rows[0]?.body)
})

const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ url: address })
process.on('disconnect', () => process.exit())
