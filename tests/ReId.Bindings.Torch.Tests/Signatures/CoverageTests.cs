using System.Reflection;
using System.Text.RegularExpressions;
using ReId.Testing;
using TorchSharp;

namespace ReId.Bindings.Torch.Tests.Signatures;

public partial class CoverageTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_public_member_is_mentioned_by_a_test()
    {
        var folder = Path.Combine(RepositoryPaths.Root, "tests", "ReId.Bindings.Torch.Tests");
        var words = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != nameof(CoverageTests) + ".cs")
            .SelectMany(file => Word().Matches(File.ReadAllText(file)).Select(match => match.Value))
            .ToHashSet();

        var unmentioned = typeof(torch).Assembly.GetExportedTypes()
            .SelectMany(type => Names(type).Select(name => (Type: type, Name: name)))
            .Where(member => !words.Contains(member.Name))
            .Select(member => $"{member.Type.Name}.{member.Name}");

        Assert.Equal([], unmentioned.Distinct().Order());
    }

    // The values of an enum are tested where they are passed, an overridden member by its base's name.
    private static IEnumerable<string> Names(Type type) => type.IsEnum
        ? []
        : type.GetMembers(Declared).Where(IsOwn).Select(member => member.Name);

    private static bool IsOwn(MemberInfo member) => member switch
    {
        MethodInfo method => Visible(method) && !method.IsSpecialName && method.GetBaseDefinition() == method,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(Visible) && property.GetIndexParameters().Length == 0,
        FieldInfo field => field.IsPublic || field.IsFamily,
        _ => false,
    };

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily;

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
