/** A report in the Test Anything Protocol with one of everything. */
export const sample = `TAP version 14
# a comment before everything
pragma +strict
ok 1 - adds # time=12.5ms
not ok 2 - drops \\# "é"
  ---
  message: 'expected 1'
  severity: fail
  duration_ms: 7.5
  at:
    file: cart.js
    line: 7
  stack: |-
    Cart.drops (cart.js:7:3)
    run (run.js:1:1)
  ...
# what the test said
ok 3 - waits # SKIP not yet
not ok 4 - later # TODO some day
# Subtest: till
    # Subtest: drawer
        ok 1 - opens
        not ok 2 - closes
        1..2
    not ok 1 - drawer
    ok 2 - rings
    1..3
not ok 5 - till
ok 6 - door {
    1..1
    ok 1 - opens
}
1..8
Bail out! no power
`
