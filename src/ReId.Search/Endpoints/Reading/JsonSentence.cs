using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReId.Search.Endpoints.Reading;

/// <summary>
/// What is wrong with a JSON body, in the words of its fields: the serializer speaks of .NET types, which tell a caller
/// nothing of what would be right.
/// </summary>
internal static partial class JsonSentence
{
    /// <summary>One sentence: which field, what is wrong, what would be right.</summary>
    /// <param name="failure">What the serializer said.</param>
    /// <param name="body">What the body was read as.</param>
    public static string Of(JsonException failure, Type body)
    {
        var message = Message(failure);
        var path = failure.Path ?? "$";
        if (Quoted(message, "could not be mapped") is { } stranger)
        {
            return $"'{stranger}' is unknown here; known are {string.Join(", ", Names(body))}.";
        }

        if (message.Contains("missing required properties", StringComparison.Ordinal))
        {
            return $"The JSON body lacks {message[(message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].TrimEnd('.')}.";
        }

        if (Quoted(message, "Duplicate property") is { } twice)
        {
            return $"'{twice}' is given more than once; once is meant.";
        }

        if (Quoted(message, "allow") is { } empty)
        {
            return $"'{JsonNamingPolicy.CamelCase.ConvertName(empty)}' must not be null.";
        }

        if (message.Contains("could not be converted", StringComparison.Ordinal))
        {
            return path == "$" ? "The JSON body must be an object." : $"'{Field(path)}' must be {Expected(TypeAt(path, body))}.";
        }

        return Malformed(failure);
    }

    /// <summary>Where a body is no JSON, without a word of .NET.</summary>
    public static string Malformed(JsonException failure)
    {
        var message = Message(failure);
        var where = $"The JSON body is malformed at {failure.Path ?? "$"}";
        return message.Contains("System.", StringComparison.Ordinal) || message.Contains("ReId.", StringComparison.Ordinal)
            || message.Contains(" type '", StringComparison.Ordinal) ? $"{where}." : $"{where}: {message}.";
    }

    private static string Message(JsonException failure) => failure.Message.Split(" Path:", 2)[0].TrimEnd('.');

    // The first name in quotes of a message that says this.
    private static string? Quoted(string message, string saying) =>
        message.Contains(saying, StringComparison.Ordinal) && FirstQuoted().Match(message) is { Success: true } match
            ? match.Groups[1].Value is { Length: > 60 } name ? name[..60] + "…" : match.Groups[1].Value
            : null;

    private static string Field(string path) => path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    private static IEnumerable<string> Names(Type type) =>
        JsonReading.Options.GetTypeInfo(type).Properties.Select(property => property.Name).Order(StringComparer.Ordinal);

    // The bodies are flat: a field, or an element of one that is a list.
    private static Type? TypeAt(string path, Type body)
    {
        var field = Field(path);
        var name = field.Split('[', 2)[0];
        var type = JsonReading.Options.GetTypeInfo(body).Properties
            .FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))?.PropertyType;
        return field.Contains('[', StringComparison.Ordinal) ? type?.GetElementType() : type;
    }

    private static string Expected(Type? declared)
    {
        var type = declared is null ? null : Nullable.GetUnderlyingType(declared) ?? declared;
        return type switch
        {
            null => "another kind of value",
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
            _ when type == typeof(Guid) => "an id like 0190a1b2-0000-7000-8000-000000000000",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(float) || type == typeof(double) => "a number",
            _ when type == typeof(string) => "a text",
            _ when typeof(IEnumerable).IsAssignableFrom(type) => "a list",
            _ => "an object",
        };
    }

    [GeneratedRegex("'(.*?)'", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex FirstQuoted();
}
