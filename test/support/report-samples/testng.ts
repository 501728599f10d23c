/** A TestNG report with one of everything. */
export const sample = `<?xml version="1.0" encoding="UTF-8"?>
<testng-results ignored="0" total="5" passed="2" failed="1" skipped="2"><reporter-output></reporter-output>
<suite started-at="2026-03-01T10:00:00Z" name="Nightly" duration-ms="3123"><groups>
<group name="fast"><method signature="CartTest.adds()" name="adds" class="shop.CartTest"/></group></groups>
<test started-at="2026-03-01T10:00:00Z" name="Shop" duration-ms="3000"><class name="shop.CartTest">
<test-method is-config="true" signature="open()" name="open" duration-ms="5" status="PASS"/>
<test-method signature="adds(int, Cart)" name="adds" description="Adds one" duration-ms="13" started-at="2026-03-01T10:00:01Z" data-provider="carts" groups="slow, web" status="PASS">
<params><param index="0"><value><![CDATA[1 – é]]></value></param><param index="1"><value><![CDATA[shop.Cart@1a2b3c]]></value></param><param index="2"><value is-null="true"/></param></params>
<reporter-output><line><![CDATA[adding]]></line><line><![CDATA[added]]></line></reporter-output>
<attributes><attribute name="jira"><![CDATA[SHOP-1]]></attribute></attributes></test-method>
<test-method name="flaky" duration-ms="7" retried="true" status="SKIP"><exception class="java.lang.AssertionError"><message><![CDATA[1 <> 2]]></message>
<full-stacktrace><![CDATA[java.lang.AssertionError: 1 <> 2
	at shop.CartTest.flaky(CartTest.java:7)]]></full-stacktrace></exception></test-method>
<test-method name="flaky" duration-ms="7" status="PASS"/>
<test-method name="refuses" duration-ms="7" status="FAIL"><exception class="java.lang.Error"><short-stacktrace>java.lang.Error</short-stacktrace></exception></test-method>
<test-method name="waits" duration-ms="0" status="SKIP"/>
</class></test></suite></testng-results>
`
