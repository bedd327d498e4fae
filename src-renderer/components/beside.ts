/** Puts what floats in the top layer below what it belongs to, or above it where there is no room. */
export function beside(node: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = node
  const below = window.innerHeight - at.bottom
  const top = below >= height + 4 || below > at.top ? at.bottom + 2 : at.top - height - 2
  node.style.top = `${String(Math.max(4, top))}px`
  node.style.left = `${String(Math.max(4, Math.min(at.left, window.innerWidth - width - 4)))}px`
}
