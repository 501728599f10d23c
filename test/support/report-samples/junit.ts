/** A JUnit report with one of everything. */
export const sample = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nightly"><testsuite name="Cart" timestamp="2026-03-01T10:00:00" file="cart.test.ts">
<properties><property name="environment" value="ios"/><property name="build">17 – é</property></properties>
<testcase classname="Cart" name="adds &quot;one&quot;" time="0.25" line="12"/>
<testcase classname="Cart" name="refuses" time="1,000.5"><failure message="1 &lt; 2" type="E"><![CDATA[at <cart>]]></failure>
<system-out>[[ATTACHMENT|shot.png]] [[PROPERTY|owner=me]]</system-out><system-err>oops</system-err></testcase>
<testcase classname="Cart" name="flaky"><flakyFailure message="first"><stackTrace>at x</stackTrace></flakyFailure></testcase>
<testcase classname="Cart" name="breaks"><properties><property name="step[failed]" value="open"/></properties><error/></testcase>
<testcase classname="Cart" name="waits"><skipped message="later"/></testcase>
</testsuite></testsuites>
`
