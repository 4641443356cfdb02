// the package's own entry runs all of Swagger UI
declare module 'swagger-ui-dist/absolute-path.js' {
  /** The folder of Swagger UI's files. */
  export default function getAbsoluteFSPath(): string
}
