using Guiju.Platform.Data;
using Guiju.Shell;

var builder = WebApplication.CreateBuilder(args);
var app = builder.AddGuiju().Build();
await DatabaseStart.Prepare(app.Services, CancellationToken.None);
app.UseGuiju();
await app.RunAsync();
