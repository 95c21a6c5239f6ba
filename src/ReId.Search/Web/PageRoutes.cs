using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ReId.Search.Security.Access;

namespace ReId.Search.Web;

/// <summary>The web page: <c>/</c> and the files under <c>/page/</c>. It holds no secrets, so that nobody is asked for a key.</summary>
public static class PageRoutes
{
    private const string Start = "index.html";

    /// <summary>Serves the page; after <see cref="SearchRoutes.MapReIdSearch"/>.</summary>
    /// <param name="app">The host.</param>
    public static WebApplication MapReIdPage(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        foreach (var (path, file) in PageFiles.All)
        {
            app.MapMethods(path == Start ? "/" : $"/page/{path}", [HttpMethods.Get, HttpMethods.Head], context => AnswerAsync(context, file))
                .ForAnybody()
                .ExcludeFromDescription();
        }

        return app;
    }

    private static Task AnswerAsync(HttpContext context, PageFile file)
    {
        // Kept by the browser, asked about each time: after an upgrade nobody sees half of the old page.
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(file.Content, file.Type, entityTag: file.Tag).ExecuteAsync(context);
    }
}
