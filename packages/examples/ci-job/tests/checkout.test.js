describe('Checkout', () => {
  it('SHOP-1: pays by card', () => {})
  // SHOP-2
  it('pays by invoice', () => {})
})
