using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using ReId.Search.Problems;

namespace ReId.Search.Endpoints.Reading;

/// <summary>How JSON is read and written: camelCase, nothing unknown, nothing null where it must not be.</summary>
internal static class JsonReading
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 16;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }

    /// <exception cref="ApiException">The body is <c>null</c>, malformed, or has a field that is unknown or wrong.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Options, cancellationToken)
                ?? throw ApiException.Bad("The JSON body is null; an object is needed.");
        }
        catch (JsonException wrong)
        {
            throw ApiException.Bad(JsonSentence.Of(wrong, typeof(T)));
        }
    }
}
