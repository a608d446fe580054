/** A number that Excel in Italy takes for the one it is: `1.234` is a thousand there. */
export const italianNumber = (text: string): string => text.replace('.', ',');
