using ReId.Testing.Signatures;
using ReId.Testing.Tests.Signatures.Sample;

namespace ReId.Testing.Tests.Signatures;

public sealed class SignatureCheckTests
{
    private const string Space = "ReId.Testing.Tests.Signatures.Sample";

    private static readonly Type[] s_types =
        [typeof(Colour), typeof(Spot), typeof(Animal), typeof(Cat), typeof(Outer), typeof(Outer.Box<>), typeof(Outer.Box<>.Lid), typeof(Outer.IntBox)];

    /// <summary>What upstream would list for the sample types, with more than ours offers in places.</summary>
    private static readonly string[] s_listing =
    [
        $"enum {Space}.Colour",
        "  Red=1, Green=5, Blue=-2",
        $"struct {Space}.Spot",
        "  ctor(int x, int y = 3)",
        "  int X",
        "  static double Zero",
        "  static Spot op_Addition(Spot left, Spot right)",
        "  static int op_Implicit(Spot spot)",
        $"abstract class {Space}.Animal : Thing",
        "  protected ctor(string name)",
        "  ValueTuple<long, long> Range { get; set; }",
        "  int this[int index] { get; set; }",
        "  void Dispose()",
        "  protected virtual void Dispose(bool disposing)",
        "  abstract void Feed(ref int a, out int b, in Colour c, params long[] rest)",
        $"class {Space}.Cat : Pet",
        "  ctor()",
        "  List<Spot?>[] Spots(float scale = 0.1, string tag = \"a\", Colour colour = -2, bool deep = false, double eps = 1E-08, Spot at = null, string none = null, Char mark = L)",
        "  T Pick<T, U>(IEnumerable<T> from, Func<T, U> by, int[,] grid)",
        "  ref int At(long index)",
        $"class {Space}.Pet : Animal",
        $"static class {Space}.Outer",
        "  static int Twice(int value)",
        $"class {Space}.Outer.Box<T>",
        "  ctor()",
        "  void Put(T item)",
        $"class {Space}.Outer.Box<T>.Lid",
        "  ctor()",
        "  Outer.Box<T> Owner { get; }",
        $"class {Space}.Outer.IntBox : Outer.Box<int>",
        "  ctor()",
        "  Outer.Box<int>.Lid Open(Outer.Box<string>.Lid other)",
    ];

    [Fact]
    public void Everything_that_upstream_lists_passes() => Assert.Empty(Check(s_listing));

    [Theory]
    [InlineData("int y = 3", "int y = 4")]
    [InlineData("int y = 3", "int y")]
    [InlineData("int x, int y = 3", "int y, int x = 3")]
    [InlineData("int x, int y = 3", "long x, int y = 3")]
    [InlineData("  int X", "  int X { get; set; }")]
    [InlineData("op_Implicit", "op_Explicit")]
    [InlineData("static double Zero", "double Zero")]
    [InlineData("protected ctor(string name)", "ctor(string name)")]
    [InlineData("ValueTuple<long, long>", "ValueTuple<long, int>")]
    [InlineData("int this[int index] { get; set; }", "int this[int index] { get; }")]
    [InlineData("ref int a", "out int a")]
    [InlineData("in Colour c", "Colour c")]
    [InlineData("params long[] rest", "long[] rest")]
    [InlineData("ref int At", "int At")]
    [InlineData("T Pick<T, U>", "T Pick<T>")]
    [InlineData("int[,] grid", "int[] grid")]
    [InlineData("Colour colour = -2", "Colour colour = 1")]
    [InlineData("string tag = \"a\"", "string tag = \"b\"")]
    [InlineData("eps = 1E-08", "eps = 1E-07")]
    [InlineData("List<Spot?>", "List<Spot>")]
    [InlineData("Box<string>.Lid other", "Box<int>.Lid other")]
    [InlineData("Blue=-2", "Blue=2")]
    [InlineData("Red=1", "Rot=1")]
    [InlineData("static int Twice", "int Twice")]
    [InlineData(".Box<T>.Lid", ".Box<T>.Cover")]
    [InlineData("struct", "class")]
    [InlineData("abstract class", "class")]
    [InlineData("static class", "class")]
    [InlineData(".IntBox : Outer.Box<int>", ".IntBox : Outer.Box<long>")]
    [InlineData(".IntBox : Outer.Box<int>", ".IntBox")]
    [InlineData(".Cat : Pet", ".Cat : Thing")]
    public void One_difference_is_one_violation(string upstreamHas, string instead)
    {
        var changed = s_listing.Select(line => line.Replace(upstreamHas, instead, StringComparison.Ordinal)).ToArray();
        Assert.NotEqual(s_listing, changed);

        Assert.NotEmpty(Check(changed));
    }

    [Fact]
    public void Every_listed_line_is_needed()
    {
        // Leaving out any member line must be noticed, or the check compares nothing there.
        for (var i = 0; i < s_listing.Length; i++)
        {
            if (s_listing[i].StartsWith(' '))
            {
                string[] without = [.. s_listing[..i], .. s_listing[(i + 1)..]];
                Assert.True(Check(without).Count > 0, $"nothing noticed that this line is gone: {s_listing[i]}");
            }
        }
    }

    [Fact]
    public void Dispatch_words_make_no_difference()
    {
        var changed = s_listing.Select(line => line
            .Replace("abstract void Feed", "virtual void Feed", StringComparison.Ordinal)
            .Replace("  ref int At", "  virtual ref int At", StringComparison.Ordinal)).ToArray();

        Assert.NotEqual(s_listing, changed);
        Assert.Empty(Check(changed));
    }

    [Fact]
    public void A_member_that_upstream_declares_on_a_generic_base_is_found_with_its_arguments()
    {
        var changed = s_listing.Select(line => line
            .Replace("class Outer.Box<T>", "class Outer.Box<TItem>", StringComparison.Ordinal)
            .Replace("  Outer.Box<int>.Lid Open(", "  string Close(", StringComparison.Ordinal)
            .Replace("  void Put(T item)", "  T Open(Outer.Box<string>.Lid other)", StringComparison.Ordinal)
            .Replace(": Outer.Box<int>", ": Outer.Box<Outer.Box<int>.Lid>", StringComparison.Ordinal));

        var violations = Check(changed);

        Assert.DoesNotContain(violations, v => v.Contains("\"Outer.Box<int>.Lid Open", StringComparison.Ordinal));
        Assert.Contains(violations, v => v.Contains("void Put(T item)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_violation_names_the_type_our_line_and_the_nearest_upstream_lines()
    {
        var violation = Assert.Single(Check(s_listing.Select(l => l.Replace("int y = 3", "int y = 4", StringComparison.Ordinal))));

        Assert.Equal(Space + ".Spot: upstream does not list \"ctor(int x, int y = 3)\"; it has ctor(int x, int y = 4).", violation);
    }

    [Fact]
    public void A_line_that_is_no_signature_is_refused_with_its_number()
    {
        var error = Assert.Throws<FormatException>(() => SignatureListing.ParseLines(["class A.B", "  int X", "nonsense"], "list.txt"));

        Assert.StartsWith("list.txt:3: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/TorchSharp-0.99.6.txt")]
    [InlineData("api/OpenCvSharp-4.6.0.20220608.txt")]
    public void The_real_listings_parse(string relative)
    {
        if (RepositoryPaths.FindInShared(relative) is not { } path)
        {
            Assert.Skip("the upstream listings are not beside this checkout");
            return;
        }

        var headers = File.ReadLines(path).Where(l => l.Length > 0 && !char.IsWhiteSpace(l[0])).Distinct().Count();
        Assert.Equal(headers, SignatureListing.Parse(path).Count);
    }

    private static IReadOnlyList<string> Check(IEnumerable<string> listing) =>
        SignatureCheck.Violations(s_types, SignatureListing.ParseLines(listing, "test"));
}
