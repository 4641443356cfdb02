'use client'

/** The last net, when even the layout failed: no styles, no texts from anywhere. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body
        style={{
          fontFamily: 'system-ui',
          maxWidth: '30rem',
          margin: '15vh auto',
          padding: '1rem',
          background: '#f5f1e8',
          color: '#1f1c17',
        }}
      >
        <h1>This did not work</h1>
        <p>Our shop could not answer just now. Nothing of your cart is lost; please load the page again.</p>
        {error.digest && <p>{error.digest}</p>}
      </body>
    </html>
  )
}
