using System.Text.Json;

namespace ReId.Model.Training.Recipes;

/// <summary>Names of properties as recipes write them.</summary>
internal static class SnakeCase
{
    public static string Of(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
}
