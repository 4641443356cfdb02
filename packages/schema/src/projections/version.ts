/** The version of what is promised outsiders, at every door; what changes it stands in docs/decisions/022-versions-and-deprecation.md. */
export const version = '1.0.0'

/** As the header Portico-Api-Version tells it: corrections change nothing that is promised. */
export const shortVersion: string = version.split('.').slice(0, 2).join('.')
