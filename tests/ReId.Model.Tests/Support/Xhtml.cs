using System.Xml;
using System.Xml.Linq;

namespace ReId.Model.Tests.Support;

/// <summary>Reads a page as XML, which fails on whatever was not closed or not escaped.</summary>
internal static class Xhtml
{
    public static XElement Parse(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XElement.Load(reader);
    }
}
