package quiz

// For the tests, which are outside the package because they need a store.
var ShownTo = shownTo
