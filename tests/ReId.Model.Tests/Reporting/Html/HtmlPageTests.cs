using System.Xml.Linq;
using ReId.Model.Reporting.Html;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Reporting.Html;

public sealed class HtmlPageTests
{
    [Fact]
    public void Whatever_stands_in_it_the_page_is_well_formed_and_says_it_unchanged()
    {
        const string Nasty = "<script>alert('x')</script> & \"quotes\" ]]> é 人 \U0001F600";
        var page = new HtmlPage(Nasty, Nasty).Heading(Nasty).Remark(Nasty).Warning(Nasty, Nasty).Tiles([(Nasty, Nasty)])
            .Table(new HtmlTable("a", "b").Row(Nasty, "1").Row(best: true, "c", Nasty)).Code(Nasty);

        var html = Parse(page);

        Assert.Equal(Nasty, html.Descendants("h1").Single().Value);
        Assert.Equal(Nasty, html.Descendants("title").First().Value);
        Assert.Equal(Nasty, html.Descendants("pre").Single().Value);
        Assert.Equal(2, html.Descendants("td").Count(cell => cell.Value == Nasty));
        Assert.Single(html.Descendants("script"));
    }

    [Fact]
    public void Characters_that_no_page_may_hold_are_replaced()
    {
        var html = Parse(new HtmlPage("a").Code("one\u0001two\u007f\ud800three\uffff\r\n\tfour"));

        Assert.Equal("one\uFFFDtwo\uFFFD\uFFFDthree\uFFFD\n\tfour", html.Descendants("pre").Single().Value);
    }

    [Fact]
    public void Pictures_name_their_kind()
    {
        Assert.StartsWith("data:image/png;base64,iVBOR", HtmlText.DataUri(Pictures.Plain(1, 2, 3, ".png")), StringComparison.Ordinal);
        Assert.StartsWith("data:image/jpeg;base64,/9j/", HtmlText.DataUri(Pictures.Plain(1, 2, 3, ".jpg")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_follows_the_readers_theme_and_screen()
    {
        var text = new HtmlPage("a").ToString();

        Assert.Contains("prefers-color-scheme: dark", text, StringComparison.Ordinal);
        Assert.Contains("width=device-width", text, StringComparison.Ordinal);
    }

    private static XElement Parse(HtmlPage page) => Xhtml.Parse(page.ToString());
}
