using System.Reflection;
using System.Text.RegularExpressions;
using OpenCvSharp;

namespace ReId.Bindings.OpenCv.Tests.Signatures;

public class EveryMemberIsTestedTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_public_name_stands_in_a_test()
    {
        var tested = WordsOfTheTests();

        string[] untested = [.. (
            from type in typeof(Mat).Assembly.GetExportedTypes()
            from name in type.GetMembers(Declared).Where(IsNamed).Select(m => m.Name).Append(type.Name)
            where !tested.Contains(name)
            orderby type.Name, name
            select $"{type.Name}.{name}").Distinct()];

        Assert.True(untested.Length == 0, string.Join(", ", untested));
    }

    // Operators, accessors and constructors have no name that a test could say.
    private static bool IsNamed(MemberInfo member) => member switch
    {
        ConstructorInfo => false,
        MethodInfo method => !method.IsSpecialName,
        FieldInfo field => !field.IsSpecialName,
        PropertyInfo property => property.GetIndexParameters().Length == 0,
        _ => true,
    };

    private static HashSet<string> WordsOfTheTests()
    {
        var assembly = typeof(EveryMemberIsTestedTests).Assembly;
        var words = new HashSet<string>();
        foreach (var source in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".cs", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(source)!);
            words.UnionWith(Regex.Matches(reader.ReadToEnd(), @"\w+").Select(m => m.Value));
        }

        return words;
    }
}
