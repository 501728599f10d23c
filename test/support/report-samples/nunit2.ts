/** An NUnit 2 report with one of everything. */
export const sample = `<?xml version="1.0" encoding="utf-8" standalone="no"?>
<test-results name="C:\\build\\Shop.Tests.dll" total="5" errors="1" failures="1" not-run="1" date="2026-03-01" time="10:00:00">
<environment nunit-version="2.6.4.14350" clr-version="4.0.30319" os-version="Unix 5.0" machine-name="agent"/>
<test-suite type="Assembly" name="C:\\build\\Shop.Tests.dll" executed="True" result="Failure" success="False" time="0.8"><results>
<test-suite type="Namespace" name="Shop" executed="True" result="Failure"><results>
<test-suite type="TestFixture" name="CartTest" executed="True" result="Failure"><categories><category name="slow"/></categories>
<properties><property name="Owner" value="me"/></properties><results>
<test-case name="Shop.CartTest.Adds" description="Adds &quot;one&quot;" executed="True" result="Success" success="True" time="0.013" asserts="2"/>
<test-suite type="ParameterizedTest" name="Sums" executed="True" result="Success"><results>
<test-case name="Shop.CartTest.Sums(1.5,&quot;a.b&quot;)" executed="True" result="Success" success="True" time="0,5" asserts="1"/>
</results></test-suite>
<test-case name="Shop.CartTest.Refuses" executed="True" result="Failure" success="False" time="1"><failure>
<message><![CDATA[Expected: 1 – é]]></message><stack-trace><![CDATA[at Shop.CartTest.Refuses()]]></stack-trace></failure></test-case>
<test-case name="Shop.CartTest.Breaks" executed="True" result="Error" success="False"><failure><message>System.Exception : no</message></failure></test-case>
<test-case name="Shop.CartTest.Waits" executed="False" result="Ignored"><categories><category name="later"/></categories>
<reason><message>not yet</message></reason></test-case>
</results></test-suite></results></test-suite></results></test-suite></test-results>
`
