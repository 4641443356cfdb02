// lawful
export const text = 'text'
