/** What is carried by a drag that begins at units of the list: their ids, as JSON. */
export const UNITS = 'application/x-shoko-units'
