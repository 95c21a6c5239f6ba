using System.CommandLine;
using System.CommandLine.Parsing;

namespace ReId.Cli;

/// <summary>
/// What is wrong with a command line, in one sentence that names the word or the option. The parser's own messages
/// speak of .NET types, and of a missing command where a misspelt one was given.
/// </summary>
internal static class ParseProblem
{
    public static string Describe(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is [var word, ..])
        {
            return $"'{word}' is no {(word.StartsWith('-') ? "option" : "command or argument")} here.";
        }

        var error = parsed.Errors[0];
        if (error.SymbolResult is ArgumentResult { Argument: var argument } && error.Message.StartsWith("Cannot parse", StringComparison.Ordinal)
            && error.Message.Split('\'') is [_, var given, ..])
        {
            return $"<{argument.Name}> must be {Expected(argument.ValueType)}, not '{given}'.";
        }

        return error.SymbolResult is OptionResult { Option: var option, Tokens: [.., var value] }
            && error.Message.StartsWith("Cannot parse", StringComparison.Ordinal)
            ? $"{option.Name} must be {Expected(option.ValueType)}, not '{value.Value}'."
            : error.Message;
    }

    private static string Expected(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type.GetElementType() ?? type;
        return bare switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(bare)).ToLowerInvariant()}",
            _ when bare == typeof(Guid) => "an id such as 0199c5a2-7d3e-7b1a-9c40-5f2d8e6a1b03",
            _ when bare == typeof(int) => "a whole number",
            _ => "a number",
        };
    }
}
