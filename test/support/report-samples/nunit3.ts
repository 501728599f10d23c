/** An NUnit 3 report with one of everything. */
export const sample = `<?xml version="1.0" encoding="utf-8"?>
<test-run id="2" testcasecount="4" result="Failed" start-time="2026-03-01 10:00:00Z" duration="0.9"><command-line><![CDATA[nunit3-console]]></command-line>
<test-suite type="Assembly" id="0-1" name="Shop.Tests.dll" fullname="/build/Shop.Tests.dll" result="Failed" site="Child">
<environment framework-version="4.1.0" os-version="Linux" machine-name="agent" culture="en"/>
<settings><setting name="Workers" value="4"/></settings><properties><property name="_PID" value="7"/><property name="Category" value="nightly"/></properties>
<failure><message><![CDATA[One or more child tests had errors]]></message></failure>
<test-suite type="TestFixture" name="CartTest(&quot;eur&quot;)" fullname="Shop.CartTest(&quot;eur&quot;)" classname="Shop.CartTest" result="Failed">
<test-case id="1" name="Adds(1)" fullname="Shop.CartTest(&quot;eur&quot;).Adds(1)" methodname="Adds" classname="Shop.CartTest" result="Passed" start-time="2026-03-01 10:00:01Z" duration="0.036" asserts="2">
<properties><property name="Category" value="fast"/><property name="Jira" value="SHOP-1"/></properties><output><![CDATA[adding – é]]></output></test-case>
<test-case id="2" name="Refuses" fullname="Shop.CartTest(&quot;eur&quot;).Refuses" classname="Shop.CartTest" result="Failed" label="Error" site="SetUp" duration="0.01">
<failure><message><![CDATA[System.Exception : no]]></message><stack-trace><![CDATA[at Shop.CartTest.Refuses()]]></stack-trace></failure>
<assertions><assertion result="Failed"><message>no</message></assertion></assertions>
<attachments><attachment><filePath>/build/shot.png</filePath><description>The cart</description></attachment></attachments></test-case>
<test-case id="3" name="Waits" classname="Shop.CartTest" runstate="Ignored" result="Skipped" label="Ignored"><reason><message>not yet</message></reason></test-case>
<test-case id="4" name="Guesses" classname="Shop.CartTest" result="Inconclusive"/>
</test-suite></test-suite></test-run>
`
