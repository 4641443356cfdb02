/** The pixels in which pictures are served, and pages may ask for them. Any other width would fill the store for nothing. */
export const pictureWidths = [96, 160, 240, 320, 480, 640, 828, 960, 1080, 1200, 1280, 1600] as const
