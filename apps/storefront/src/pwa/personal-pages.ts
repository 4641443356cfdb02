import pages from './personal.json'

const personal = new RegExp(`^(/\\w\\w)?/(${pages.join('|')})(/|$)`)

/** Whether a page is the person's own: never kept on the device, and not led away from while something may be typed there. */
export const isPersonalPage = (pathname: string): boolean => personal.test(pathname)
