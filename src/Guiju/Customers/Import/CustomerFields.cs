using Guiju.Customers.Contracts;
using Guiju.Platform.Security;

namespace Guiju.Customers.Import;

/// <summary>Where columns of a file of customers can go to.</summary>
static class CustomerFields
{
    /// <summary>All, in the order they are recognised: what is surer comes first.</summary>
    public static IReadOnlyList<ImportField> All { get; } =
    [
        new("name", "customers.name", false, "客户名称", "公司名称", "单位名称", "企业名称", "客户全称", "公司全称", "企业全称", "供应商名称", "经销商名称", "代理商名称", "厂商名称", "客户", "公司", "单位", "企业",
            "account name", "company name", "customer name", "organization name", "organisation name", "company", "account", "customer", "organization", "associated company", "related company", "registered name", "supplier name", "名称", "name"),
        new("shortName", "customers.shortName", false, "简称", "客户简称", "公司简称", "单位简称", "short name", "alias", "nickname"),
        new("creditCode", "customers.creditCode", true, "统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "纳税人识别号", "税号", "纳税识别号", "营业执照号", "信用代码证",
            "unified social credit code", "credit code", "uscc", "tax id", "tax number", "vat number", "vat", "registration number"),
        new("legalRepresentative", "customers.legalRepresentative", false, "法定代表人", "法人代表", "法人", "法定代表人姓名", "legal representative", "legal person"),
        new("region", "customers.regionCode", false, "所在地区", "地区", "区域", "所属地区", "省市区", "所在地", "省市", "行政区划", "region", "location", "area"),
        new("province", "imports.field.province", false, "省份", "省", "所在省", "省/市/自治区", "商务地址 省/市/自治区", "省/直辖市", "billing state/province", "billing state", "billingstate", "business state", "state/province", "state", "province"),
        new("city", "imports.field.city", false, "城市", "市", "所在市", "地市", "市/县", "商务地址 市/县", "billing city", "billingcity", "business city", "mailing city", "city", "town"),
        new("district", "imports.field.district", false, "区县", "区", "县", "区/县", "所在区县", "district", "county"),
        new("address", "customers.address", false, "地址", "详细地址", "公司地址", "单位地址", "注册地址", "通讯地址", "办公地址", "联系地址", "经营地址", "商务地址 街道", "商务地址",
            "billing street", "billingstreet", "business street", "business address", "mailing street", "address 1 - formatted", "address 1 - street", "street address", "street", "address"),
        new("postcode", "customers.postcode", true, "邮编", "邮政编码", "商务地址 邮政编码", "billing zip/postal code", "billing postal code", "billingpostalcode", "business postal code", "mailing zip/postal code",
            "postal code", "zip/postal code", "zip code", "zip", "postcode"),
        new("contact.mobile", "customers.mobile", true, "手机", "手机号", "手机号码", "移动电话", "联系人手机", "联系手机", "联系人电话", "mobile phone", "mobile", "cell phone", "cell", "mobile number"),
        new("phone", "customers.phone", true, "电话", "联系电话", "公司电话", "单位电话", "固定电话", "座机", "办公电话", "总机", "商务电话", "单位主要电话", "电话号码", "company main phone", "business phone", "phone number", "main phone", "phone 1 - value", "phone", "telephone", "tel"),
        new("fax", "customers.fax", true, "传真", "传真号", "传真号码", "商务传真", "business fax", "fax", "fax number"),
        new("contact.name", "imports.field.contactName", false, "联系人", "联系人姓名", "主要联系人", "首要联系人", "姓名", "对接人", "经办人", "采购负责人", "contact name", "contact person", "primary contact", "contact", "full name", "file as", "name"),
        new("contact.familyName", "imports.field.familyName", false, "姓", "last name", "family name", "surname"),
        new("contact.givenName", "imports.field.givenName", false, "名", "first name", "given name"),
        new("contact.post", "imports.field.contactPost", false, "职务", "职位", "岗位", "联系人职务", "联系人职位", "job title", "organization title", "title", "position"),
        new("contact.phone", "imports.field.contactPhone", true, "联系人座机", "联系人固话", "其他电话", "other phone", "direct line"),
        new("contact.email", "customers.email", false, "邮箱", "电子邮箱", "电子邮件", "电子邮件地址", "联系人邮箱", "邮件", "email", "e-mail", "email address", "e-mail address", "e-mail 1 - value", "mail"),
        new("contact.weChat", "customers.weChat", false, "微信", "微信号", "wechat", "weixin"),
        new("registeredCapital", "customers.registeredCapital", false, "注册资本", "注册资金", "registered capital", "capital"),
        new("businessScope", "customers.businessScope", false, "经营范围", "主营业务", "主营", "经营业务", "business scope", "scope of business"),
        new("industry", "customers.industry", false, "行业", "所属行业", "客户行业", "行业类别", "industry", "sector"),
        new("source", "customers.source", false, "来源", "客户来源", "来源渠道", "信息来源", "渠道", "线索来源", "lead source", "leadsource", "original source", "source", "channel"),
        new("demand", "customers.demand", false, "需求产品", "需求", "客户需求", "意向产品", "demand", "needs", "products"),
        new("roles", "customers.roles", false, "客户类别", "客户类型", "客户分类", "类别", "类型", "单位类型", "客户性质", "classes", "class", "account type", "type", "category", "categories"),
        new("special", "customers.special", false, "特殊类别", "机构类型", "special kind"),
        new("owner", "customers.ownerId", false, "负责人", "业务员", "销售员", "归属人", "客户负责人", "跟进人", "开发专员", "客户经理", "销售负责人", "所属人", "company owner", "account owner", "contact owner", "owner", "sales rep"),
        new("stage", "customers.stage", false, "阶段", "客户阶段", "销售阶段", "跟进阶段", "stage", "lifecycle stage", "sales stage"),
        new("nextContactOn", "customers.nextContactOn", false, "下次联系", "下次联系时间", "下次联系日期", "下次跟进", "下次跟进时间", "下次回访", "下次回访时间", "next contact", "next contact date", "next follow-up", "next activity date"),
        new("nextStep", "customers.nextStep", false, "下一步", "下一步计划", "下次联系内容", "next step", "nextstep"),
        new("tags", "customers.tags", false, "标签", "客户标签", "tags", "labels", "tag"),
        new("contact.note", "imports.field.note", false, "备注", "附注", "说明", "备注信息", "notes", "note", "remarks", "remark", "comments", "description"),
    ];

    /// <summary>Customers as a kind of rows.</summary>
    public static ImportShape Shape { get; } = new("customers", Permission.CustomersImport, All) { Needs = [["name"]], Changes = true };
}
