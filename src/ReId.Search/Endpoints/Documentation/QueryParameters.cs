using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ReId.Search.Endpoints.Documentation;

/// <summary>Names of an endpoint's query parameters, which are read by hand for the sake of their error messages.</summary>
internal sealed record QueryParameters(IReadOnlyList<string> Names);

internal static class QueryParametersExtensions
{
    public static TBuilder WithQuery<TBuilder>(this TBuilder endpoint, params string[] names)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new QueryParameters(names));
}

/// <summary>Puts them, forms, errors and the key into the OpenAPI document.</summary>
internal sealed class OperationDocumentation : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var name in metadata.OfType<QueryParameters>().SelectMany(parameters => parameters.Names))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        const string Multipart = "multipart/form-data";
        if (metadata.OfType<FormFields>().FirstOrDefault() is { } form && operation.RequestBody?.Content is { } content && content.ContainsKey(Multipart))
        {
            content[Multipart] = new OpenApiMediaType { Schema = form.Schema() };
        }

        var keyed = false;
        if (metadata.OfType<Security.Access.RequiredRole>().FirstOrDefault() is { Least: { } least })
        {
            keyed = true;
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentDocumentation.KeyScheme, context.Document)] = [] },
            ];
            operation.Description = $"{operation.Description} Needs the role {least.ToString().ToLowerInvariant()}.".Trim();
        }

        var named = context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true;
        ErrorResponses.AddTo(operation, context.Document, keyed, named);
        return Task.CompletedTask;
    }
}
